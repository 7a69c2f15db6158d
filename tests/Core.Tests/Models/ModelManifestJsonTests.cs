using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Tests.Models;

public sealed class ModelManifestJsonTests
{
    [Fact]
    public void Manifest_round_trip_keeps_the_json()
    {
        var json = JsonSerializer.Serialize(Manifest, StoredJson.Indented);

        var again = JsonSerializer.Deserialize<ModelManifest>(json, StoredJson.Indented)!;

        Assert.Equal(json, JsonSerializer.Serialize(again, StoredJson.Indented));
        Assert.Equal((Manifest.Model, Manifest.Version, Manifest.Geometry), (again.Model, again.Version, again.Geometry));
    }

    [Fact]
    public void Manifest_json_spells_what_other_tools_read()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Manifest, StoredJson.Compact));

        var root = json.RootElement;
        Assert.Equal("smiles", root.GetProperty("model").GetString());
        Assert.Equal("v2", root.GetProperty("version").GetString());
        Assert.Equal("""{"resize":"squash","width":56,"height":56,"interpolation":"bilinear-antialias"}""", root.GetProperty("geometry").GetRawText());
        Assert.Equal("ifBetter", root.GetProperty("training").GetProperty("promote").GetString());
        Assert.Equal(0.91, root.GetProperty("test").GetProperty("balancedAccuracy").GetDouble());
        Assert.False(root.TryGetProperty("threshold", out _));
    }

    [Fact]
    public void Manifest_written_before_there_were_diagnoses_has_none()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(Manifest with { Diagnoses = [new("collapsed", "m", "a")] }, StoredJson.Compact))!.AsObject();
        var known = json.Deserialize<ModelManifest>(StoredJson.Compact)!;
        json.Remove("diagnoses");

        Assert.Equal(new TrainingDiagnosis(DiagnosisCodes.Collapsed, "m", "a"), Assert.Single(known.Diagnoses));
        Assert.Empty(json.Deserialize<ModelManifest>(StoredJson.Compact)!.Diagnoses);
    }

    private static readonly EvaluationMetrics Metrics = new()
    {
        Photos = 4,
        Loss = 0.3,
        Accuracy = 0.9,
        BalancedAccuracy = 0.91,
        BalancedAccuracyInterval = [0.8, 0.99],
        MajorityBaseline = 0.5,
        ConfusionMatrix = [[2, 0], [0, 2]],
    };

    private static readonly ModelManifest Manifest = new()
    {
        Model = ModelName.Parse("smiles"),
        Version = new(2),
        PublishedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Classes = ["no", "yes"],
        Geometry = Geometry.Squash(56, 56),
        Architecture = "basic-cnn",
        Parameters = 1_723_009,
        EmbeddingLength = 512,
        OnnxSha256 = new string('a', 64),
        Dataset = new(DatasetName.Parse("faces"), new(1), new string('b', 64)),
        Training = new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn" },
        BestEpoch = 3,
        Validation = Metrics,
        Test = Metrics,
        ParityError = 1e-7,
        Commit = "unknown",
    };
}
