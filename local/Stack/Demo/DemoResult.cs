using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>What the demo found: the one line of <c>--json</c>.</summary>
internal sealed record DemoResult
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>On the test split, as <see cref="Accuracy"/> and <see cref="MajorityBaseline"/> are.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>95%, low and high.</summary>
    public IReadOnlyList<double>? BalancedAccuracyInterval { get; init; }

    public required double Accuracy { get; init; }

    /// <summary>95%, low and high.</summary>
    public IReadOnlyList<double>? AccuracyInterval { get; init; }

    /// <summary>The largest difference of a probability between the trained network and the exported file.</summary>
    public double? ParityError { get; init; }

    /// <summary>What the training started from.</summary>
    public string? Init { get; init; }

    /// <summary>The accuracy of always answering the most frequent class.</summary>
    public required double MajorityBaseline { get; init; }

    /// <summary>The accuracy that no classifier can pass on these labels; null where nobody knows it.</summary>
    public required double? BestPossibleAccuracy { get; init; }

    public required string Dataset { get; init; }

    public required string DatasetVersion { get; init; }

    /// <summary>The address of the page about the dataset.</summary>
    public required string Report { get; init; }

    /// <summary>How many candidates had each outcome.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public required string Model { get; init; }

    public required string ModelVersion { get; init; }

    public required string Architecture { get; init; }

    public required DemoAnswer Prediction { get; init; }

    public required DemoAnswer Upload { get; init; }

    /// <summary>How long each stage took.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>What the model says of one photo.</summary>
/// <param name="Class">The answered class.</param>
/// <param name="Probabilities">Of every class.</param>
/// <param name="Photo">The photo's file name.</param>
/// <param name="Truth">What is known of the photo.</param>
internal sealed record DemoAnswer(
    [property: JsonPropertyName("class")] string Class, IReadOnlyDictionary<string, double> Probabilities, string Photo, string Truth)
{
    /// <summary>Reads an answer with one prediction, or a prediction itself.</summary>
    /// <exception cref="StackException">It holds no class.</exception>
    public static DemoAnswer Read(JsonElement answer, DemoPhoto photo)
    {
        var prediction = answer.At("predictions") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : answer;
        var name = prediction.Text("class") ?? throw new StackException($"The answer names no class: {answer}");
        var probabilities = prediction.At("probabilities") is { ValueKind: JsonValueKind.Object } each
            ? each.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble())
            : [];
        return new DemoAnswer(name, probabilities, photo.Name, photo.Truth);
    }
}
