package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
    private static final String READ = """
            {"Effect":"Allow","Action":["a:Get","a:List"],"Resource":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":x"]]}}""";

    @Test
    void thePolicies_ofTheFunctionsRole_areItsRights() throws JsonProcessingException {
        var rights = Rights.of(template(READ, "Role"), String.class);

        assertThat(rights.all()).containsExactly(new Right("a:Get", "arn:aws:x"), new Right("a:List", "arn:aws:x"));
        assertThat(rights.allow(new Access("a:Get", "arn:aws:x"))).isTrue();
        assertThat(rights.allow(new Access("a:Put", "arn:aws:x"))).isFalse();
        assertThat(rights.beyond(Set.of(new Access("a:Get", "arn:aws:x"))))
                .containsExactly(new Right("a:List", "arn:aws:x"));
    }

    @Test
    void thePolicies_ofOtherRoles_areNot() throws JsonProcessingException {
        assertThat(Rights.of(template(READ, "Other"), String.class).all()).isEmpty();
    }

    @Test
    void theLog_isLeftOut() throws JsonProcessingException {
        var log = "{\"Effect\":\"Allow\",\"Action\":\"logs:Put\",\"Resource\":{\"Fn::GetAtt\":[\"Logs\",\"Arn\"]}}";

        assertThat(Rights.of(template(log, "Role"), String.class).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\":\"Deny\",\"Action\":\"a:Get\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"NotAction\":\"a:Get\",\"Resource\":\"*\",\"Condition\":{}}",
                "{\"Effect\":\"Allow\",\"Action\":\"a:Get\",\"Resource\":\"*\",\"Condition\":{}}",
                "{\"Effect\":\"Allow\",\"Action\":\"a:Get\",\"Resource\":{\"Fn::GetAtt\":[\"Table\",\"Arn\"]}}"
            })
    void aStatement_thatIsNotUnderstood_isRefused(String statement) throws JsonProcessingException {
        var template = template(statement, "Role");

        assertThatThrownBy(() -> Rights.of(template, String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a:Get, x:y, true",
        "a:Put, x:y, false",
        "a:Get, x:yz, false",
        "a:G*, x:y, true",
        "*, *, true",
        "a:Get, x:?, true",
        "a:Get, x:y?, false",
        "a:Get, x:y*, true",
        "a:Get, .:y, false"
    })
    void wildcards_standForWhatIamSays(String action, String resource, boolean isEnough) {
        assertThat(new Right(action, resource).covers(new Access("a:Get", "x:y")))
                .isEqualTo(isEnough);
    }

    private static Template template(String statement, String role) throws JsonProcessingException {
        return new Template(JsonMapper.builder().build().readTree("""
                {"Resources":{
                  "Function":{"Type":"AWS::Lambda::Function","Properties":{
                    "Handler":"java.lang.String","Role":{"Fn::GetAtt":["Role","Arn"]}}},
                  "Role":{"Type":"AWS::IAM::Role","Properties":{}},
                  "Policy":{"Type":"AWS::IAM::Policy","Properties":{
                    "Roles":[{"Ref":"%s"}],"PolicyDocument":{"Statement":[%s]}}}}}""".formatted(role, statement)));
    }
}
