using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using PhotoScore.Functions.Api.OpenApi;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Api;

public sealed partial class OpenApiTests
{
    private static readonly JsonObject Document = ApiDescription.Build();

    [Fact]
    public void Build_routes_of_the_functions_are_the_paths_of_the_document()
    {
        var routes = typeof(ApiDescription).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Select(method => (Name: method.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null)))
            .Where(function => function is { Name: not null, Trigger: not null } && !IsPage(function.Trigger.Route!))
            .SelectMany(function => function.Trigger!.Methods!.Select(method => $"{function.Name}: {method.ToLowerInvariant()} /{ConstraintPattern().Replace(function.Trigger.Route!, "}")}"));

        var described = Operations().Select(operation => $"{(string?)operation.Value["operationId"]}: {operation.Method} {operation.Path}");

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_parameters_of_a_path_are_those_that_it_names()
    {
        foreach (var (path, method, operation) in Operations())
        {
            var described = (operation["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter!))
                .Where(parameter => (string?)parameter["in"] == "path").Select(parameter => (string)parameter["name"]!);
            Assert.True(NamePattern().Matches(path).Select(match => match.Groups[1].Value).Order().SequenceEqual(described.Order()), $"{method} {path}");
        }
    }

    [Fact]
    public void Build_is_read_as_OpenAPI_31_without_a_fault()
    {
        var reading = OpenApiModelFactory.Parse(Document.ToJsonString(), "json");

        Assert.Empty(reading.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, reading.Diagnostic.SpecificationVersion);
        Assert.Equal(Document["paths"]!.AsObject().Count, reading.Document!.Paths.Count);
    }

    [Fact]
    public void Build_every_reference_leads_somewhere()
    {
        foreach (var reference in References(Document))
            Assert.NotNull(Follow(reference));
    }

    [Fact]
    public void Build_every_example_is_what_its_schema_says()
    {
        var examples = Media(Document).SelectMany(Examples).ToList();

        Assert.True(examples.Count > 12, $"{examples.Count} examples");
        var schemas = new SchemaCheck(Document);
        Assert.Empty(examples.SelectMany(pair => schemas.Faults(pair.Schema, pair.Example).Select(fault => $"{fault} in {pair.Example.ToJsonString()}")));
    }

    [Fact]
    public void Build_of_a_recipe_knows_every_kind_of_source()
    {
        var kinds = Document["components"]!["schemas"]!["SourceRecipe"]!["anyOf"]!.AsArray().Select(kind => (string)Resolve(kind!)["properties"]!["kind"]!["const"]!);

        Assert.Equal(["flickr", "folder", "google", "instagram", "picsum", "smp", "urls"], kinds.Order());
    }

    private static IEnumerable<(string Path, string Method, JsonObject Value)> Operations() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!.AsObject());

    private static IEnumerable<JsonObject> Media(JsonNode? node) => node switch
    {
        JsonObject members => (members["schema"] is not null && (members["example"] ?? members["examples"]) is not null ? [members] : Array.Empty<JsonObject>())
            .Concat(members.SelectMany(member => Media(member.Value))),
        JsonArray items => items.SelectMany(Media),
        _ => [],
    };

    private static IEnumerable<(JsonNode Schema, JsonNode Example)> Examples(JsonObject media) => media["examples"] is JsonObject several
        ? several.Select(example => (media["schema"]!, example.Value!["value"]!))
        : [(media["schema"]!, media["example"]!)];

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static JsonNode Resolve(JsonNode node) => node["$ref"] is { } reference ? Follow((string)reference!)! : node;

    private static JsonNode? Follow(string reference)
    {
        Assert.StartsWith("#/components/", reference, StringComparison.Ordinal);
        return reference[2..].Split('/').Aggregate((JsonNode?)Document, (node, part) => node?[part]);
    }

    private static bool IsPage(string route) => route.StartsWith('{') || route.StartsWith("page/", StringComparison.Ordinal);

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex ConstraintPattern();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex NamePattern();
}
