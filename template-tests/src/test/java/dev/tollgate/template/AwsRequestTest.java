package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRequestTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

    @Test
    void aRequestToATable_needsItsOwnAction() throws JsonProcessingException {
        assertThat(request("DynamoDB_20120810.UpdateItem", "{'TableName':'t'}").needs())
                .containsExactly(new Access("dynamodb:UpdateItem", TABLE + "t"));
        assertThat(request("DynamoDB_20120810.Query", "{'TableName':'t','IndexName':'i'}")
                        .needs())
                .containsExactly(new Access("dynamodb:Query", TABLE + "t/index/i"));
        assertThat(request("DynamoDB_20120810.BatchGetItem", "{'RequestItems':{'t':{},'u':{}}}")
                        .needs())
                .containsExactly(
                        new Access("dynamodb:BatchGetItem", TABLE + "t"),
                        new Access("dynamodb:BatchGetItem", TABLE + "u"));
    }

    @ParameterizedTest
    @CsvSource({"Put, PutItem", "Update, UpdateItem", "Delete, DeleteItem", "ConditionCheck, ConditionCheckItem"})
    void aTransaction_needsWhatItsPartsNeed(String part, String action) throws JsonProcessingException {
        var request = request(
                "DynamoDB_20120810.TransactWriteItems",
                "{'TransactItems':[{'%s':{'TableName':'t'}},{'Update':{'TableName':'u'}}]}".formatted(part));

        assertThat(request.needs())
                .containsExactly(
                        new Access("dynamodb:" + action, TABLE + "t"), new Access("dynamodb:UpdateItem", TABLE + "u"));
    }

    @Test
    void aSecret_hasItsSuffix_onceItIsThere() throws JsonProcessingException {
        assertThat(request("secretsmanager.GetSecretValue", "{'SecretId':'a/b'}")
                        .needs())
                .singleElement()
                .satisfies(access -> assertThat(
                                new Right("secretsmanager:GetSecretValue", SECRET + "a/b-??????").covers(access))
                        .isTrue());
        assertThat(request("secretsmanager.CreateSecret", "{'Name':'a/b'}").needs())
                .containsExactly(new Access("secretsmanager:CreateSecret", SECRET + "a/b"));
    }

    @Test
    void anotherService_isNotPassedOver() throws JsonProcessingException {
        assertThat(request("AmazonSQS.SendMessage", "{}").needs())
                .containsExactly(new Access("AmazonSQS:SendMessage", "*"));
    }

    private static AwsRequest request(String target, String body) throws JsonProcessingException {
        return AwsRequest.of(target, JsonMapper.builder().build().readTree(body.replace('\'', '"')));
    }
}
