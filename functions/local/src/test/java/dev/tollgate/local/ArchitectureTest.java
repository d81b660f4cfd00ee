package dev.tollgate.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tollgate.admin.function.AdminFunction;
import dev.tollgate.proxy.function.ProxyFunction;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The rule of dependencies: they point inwards, and what decides knows nothing of where it runs. */
@AnalyzeClasses(packages = "dev.tollgate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependenciesPointInwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy("dev.tollgate.core..")
            .layer("dynamodb")
            .definedBy("dev.tollgate.dynamodb..")
            .layer("upstream")
            .definedBy("dev.tollgate.upstream..")
            .layer("runtime")
            .definedBy("dev.tollgate.runtime..")
            .layer("proxy")
            .definedBy("dev.tollgate.proxy..")
            .layer("admin")
            .definedBy("dev.tollgate.admin..")
            .layer("local")
            .definedBy("dev.tollgate.local..")
            .layer("testkit")
            .definedBy("dev.tollgate.testkit..")
            .layer("cli")
            .definedBy("dev.tollgate.cli..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("runtime")
            .mayNotAccessAnyLayer()
            .whereLayer("cli")
            .mayNotAccessAnyLayer()
            .whereLayer("testkit")
            .mayOnlyAccessLayers("core")
            .whereLayer("dynamodb")
            .mayOnlyAccessLayers("core")
            .whereLayer("upstream")
            .mayOnlyAccessLayers("core")
            .whereLayer("proxy")
            .mayOnlyAccessLayers("core", "dynamodb", "upstream", "runtime")
            .whereLayer("admin")
            .mayOnlyAccessLayers("core", "dynamodb", "runtime")
            .whereLayer("local")
            .mayOnlyAccessLayers("core", "dynamodb", "upstream", "runtime", "proxy", "admin", "testkit");

    @ArchTest
    static final ArchRule onlyTheFunctionsKnowTheStores = noClasses()
            .that()
            .resideInAnyPackage("dev.tollgate.proxy..", "dev.tollgate.admin..")
            .and()
            .resideOutsideOfPackages("dev.tollgate.proxy.function..", "dev.tollgate.admin.function..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tollgate.dynamodb..");

    @ArchTest
    static final ArchRule theRuntimeNeedsNothingButLambdasInterfaces = classes()
            .that()
            .resideInAPackage("dev.tollgate.runtime..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.tollgate.runtime..",
                    "java..",
                    "com.amazonaws.services.lambda.runtime..",
                    "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule coreUsesTheJdkAlone = classes()
            .that()
            .resideInAPackage("dev.tollgate.core..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.tollgate.core..", "java..", "javax.crypto..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule coreTalksToNobody = noClasses()
            .that()
            .resideInAPackage("dev.tollgate.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql..");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("dev.tollgate.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.tollgate.local..", "dev.tollgate.proxy.function..", "dev.tollgate.admin.function..")
            .and()
            .doNotHaveFullyQualifiedName(dev.tollgate.runtime.Main.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(dev.tollgate.cli.Main.class.getName())
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule theEnvironmentIsReadWhereTheProgramStarts = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(AdminFunction.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(ProxyFunction.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(dev.tollgate.runtime.Main.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(dev.tollgate.cli.Main.class.getName())
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule onlyTheStoresBedrockAndTheFunctionKnowTheAwsSdk = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.tollgate.dynamodb..",
                    "dev.tollgate.upstream.bedrock..",
                    "dev.tollgate.admin.function..",
                    "dev.tollgate.proxy.function..",
                    "dev.tollgate.cli..",
                    "dev.tollgate.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule bedrockKnowsSignaturesAndEventStreamsAlone = classes()
            .that()
            .resideInAPackage("dev.tollgate.upstream.bedrock..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("software.amazon.."))
                    .or(resideInAnyPackage(
                            "software.amazon.awssdk.http",
                            "software.amazon.awssdk.http.auth..",
                            "software.amazon.awssdk.identity.spi..",
                            "software.amazon.eventstream..")));
}
