using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Predictions;

/// <summary>The answer to one or many photos, over HTTP and in <c>scores</c>.</summary>
internal sealed record PredictionAnswer(ModelName Model, VersionId Version, PredictionTiming Timing, IReadOnlyList<Prediction> Predictions);

/// <summary>Time spent, in milliseconds.</summary>
/// <param name="DecodeMs">Decoding and resizing, summed over photos.</param>
/// <param name="InferenceMs">Inside the network, summed over batches.</param>
/// <param name="TotalMs">On the clock, from the request's arrival to the answer.</param>
internal sealed record PredictionTiming(double DecodeMs, double InferenceMs, double TotalMs);

/// <summary>The answer to one photo: a class, or an error.</summary>
internal sealed record Prediction
{
    /// <summary>The answered class.</summary>
    public string? Class { get; init; }

    /// <summary>Its probability.</summary>
    public double? Probability { get; init; }

    /// <summary>The probability of every class.</summary>
    public IReadOnlyDictionary<string, double>? Probabilities { get; init; }

    /// <summary>Of two classes: the least probability of the second one at which it is answered.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why there is no answer.</summary>
    public PhotoError? Error { get; init; }

    /// <summary>The answer that a network's probabilities mean.</summary>
    public static Prediction Of(IReadOnlyList<string> classes, double? threshold, ReadOnlySpan<float> probabilities)
    {
        var answered = threshold is { } least && classes.Count == 2
            ? probabilities[1] >= least ? 1 : 0
            : Largest(probabilities);
        var byClass = new OrderedDictionary<string, double>();
        for (var i = 0; i < classes.Count; i++)
            byClass[classes[i]] = probabilities[i];
        return new() { Class = classes[answered], Probability = probabilities[answered], Probabilities = byClass, Threshold = threshold };
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        return best;
    }
}
