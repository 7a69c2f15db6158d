using System.Text.Json.Nodes;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Api;

public sealed class SchemaCheckTests
{
    private static readonly JsonNode Document = JsonNode.Parse(
        """
        { "components": { "schemas": { "Photo": {
          "type": "object", "required": [ "key", "size" ], "additionalProperties": false,
          "properties": { "key": { "type": "string", "pattern": "^k" }, "size": { "type": "integer", "minimum": 1 }, "kind": { "enum": [ "jpeg", "png" ] },
                          "tags": { "type": "array", "items": { "type": "string" } }, "next": { "$ref": "#/components/schemas/Photo" } } } } } }
        """)!;

    [Theory]
    [InlineData("""{ "key": "k1", "size": 3, "kind": "png", "tags": [ "a" ], "next": { "key": "k2", "size": 1 } }""", "")]
    [InlineData("""{ "size": 0 }""", "$.size: 0 is below 1|$: 'key' is missing")]
    [InlineData("""{ "key": "x", "size": 1.5 }""", "$.key: \"x\" is not like ^k|$.size: Number is not \"integer\"")]
    [InlineData("""{ "key": "k", "size": 1, "kind": "gif", "more": 1 }""", "$.kind: \"gif\" is none of [\"jpeg\",\"png\"]|$.more: nothing may be here")]
    [InlineData("""{ "key": "k", "size": 1, "tags": [ 1 ], "next": { "key": "k" } }""", "$.next: 'size' is missing|$.tags[0]: Number is not \"string\"")]
    [InlineData("""[ 1 ]""", "$: Array is not \"object\"")]
    public void Faults_names_every_fault_by_its_place(string value, string faults)
    {
        var found = new SchemaCheck(Document).Faults(JsonNode.Parse("""{ "$ref": "#/components/schemas/Photo" }"""), JsonNode.Parse(value));

        Assert.Equal(faults, string.Join('|', found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Faults_keyword_that_is_not_known_is_one() =>
        Assert.Contains("'multipleOf'", Assert.Single(new SchemaCheck(Document).Faults(JsonNode.Parse("""{ "multipleOf": 2 }"""), 4)), StringComparison.Ordinal);
}
