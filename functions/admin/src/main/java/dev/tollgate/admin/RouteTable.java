package dev.tollgate.admin;

import static dev.tollgate.admin.access.Reach.ONE_SUBSCRIBER;
import static dev.tollgate.admin.access.Reach.WHOLE_STAGE;
import static dev.tollgate.admin.access.Role.ADMIN;
import static dev.tollgate.admin.access.Role.OPERATOR;
import static dev.tollgate.admin.access.Role.VIEWER;

import dev.tollgate.admin.access.Reach;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.form.Form;
import dev.tollgate.admin.form.Forms;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what can be asked of a stage, and who may.
 *
 * @param stage the stage
 * @param commits makes its changes
 * @param journal writes them down
 */
record RouteTable(Administered stage, Commits commits, Journal journal) {
    RouteTable(Administered stage) {
        this(stage, new Commits(stage.store()), new Journal(stage.clock()));
    }

    List<Route> all() {
        var store = stage.store();
        var policies = new ObjectEndpoints<>(store, Forms.POLICY, Listing::policies);
        var backends = new ObjectEndpoints<>(store, Forms.BACKEND, Listing::backends);
        var subscriptions = new ObjectEndpoints<>(store, Forms.SUBSCRIPTION, Listing::subscriptions);
        var prices = new ObjectEndpoints<>(store, Forms.PRICE_TABLE, Listing.all(PriceTable.class));
        return Stream.of(
                        reads("/policies", WHOLE_STAGE, policies),
                        writes("/policies", ADMIN, Forms.POLICY, (_, _) -> List.of()),
                        reads("/backends", WHOLE_STAGE, backends),
                        writes("/backends", ADMIN, Forms.BACKEND, (_, _) -> List.of()),
                        reads("/subscriptions", ONE_SUBSCRIBER, subscriptions),
                        writes("/subscriptions", OPERATOR, Forms.SUBSCRIPTION, new PolicyPermits(store)),
                        keys(subscriptions),
                        reads("/prices", WHOLE_STAGE, prices),
                        writes("/prices", ADMIN, Forms.PRICE_TABLE, (_, _) -> List.of()),
                        credentials(),
                        audit(),
                        new UsageRoutes(stage, subscriptions).all(),
                        new Wso2Routes(stage, journal).all(),
                        Stream.of(new Route("GET", "/openapi.yaml", VIEWER, ONE_SUBSCRIBER, new OpenApi()::read)))
                .flatMap(routes -> routes)
                .toList();
    }

    private static <T extends ConfigurationObject> Stream<Route> reads(
            String path, Reach reach, ObjectEndpoints<T> objects) {
        return Stream.of(
                new Route("GET", path, VIEWER, reach, objects::list),
                new Route("GET", path + "/{id}", VIEWER, reach, objects::read));
    }

    private <T extends ConfigurationObject> Stream<Route> writes(String path, Role role, Form<T> form, Rule<T> rule) {
        var objects = new ObjectWrites<>(commits, journal, form, rule);
        return Stream.of(
                new Route("POST", path, role, WHOLE_STAGE, objects::create),
                new Route("PUT", path + "/{id}", role, WHOLE_STAGE, objects::put),
                new Route("PATCH", path + "/{id}", role, WHOLE_STAGE, objects::patch),
                new Route("DELETE", path + "/{id}", role, WHOLE_STAGE, objects::delete));
    }

    private Stream<Route> keys(ObjectEndpoints<Subscription> subscriptions) {
        var keys = new KeyEndpoints(stage, commits, journal, subscriptions);
        var all = "/subscriptions/{id}/keys";
        var one = all + "/{key}";
        return Stream.of(
                new Route("GET", all, VIEWER, ONE_SUBSCRIBER, keys::list),
                new Route("GET", one, VIEWER, ONE_SUBSCRIBER, keys::read),
                new Route("POST", all, OPERATOR, ONE_SUBSCRIBER, keys::issue),
                new Route("POST", one + "/rotate", OPERATOR, ONE_SUBSCRIBER, keys::rotate),
                new Route("DELETE", one, OPERATOR, ONE_SUBSCRIBER, keys::revoke));
    }

    private Stream<Route> credentials() {
        var credentials = new CredentialEndpoints(stage.credentials(), stage.store(), stage.audit(), journal);
        return Stream.of(
                new Route("GET", "/credentials", ADMIN, WHOLE_STAGE, credentials::list),
                new Route("PUT", "/credentials/{name}", ADMIN, WHOLE_STAGE, credentials::put));
    }

    private Stream<Route> audit() {
        var audit = new AuditEndpoints(stage.audit(), stage.clock());
        return Stream.of(new Route("GET", "/audit", VIEWER, WHOLE_STAGE, audit::list));
    }
}
