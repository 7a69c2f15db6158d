using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Predictions;

/// <summary>The answer to one or many photos, over HTTP and in <c>scores</c>.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Version">Its version.</param>
/// <param name="Dataset">What it learned from.</param>
/// <param name="Timing">Where the time went.</param>
/// <param name="Predictions">One a photo, in the order of the request.</param>
internal sealed record PredictionAnswer(
    ModelName Model, VersionId Version, AnsweringDataset Dataset, PredictionTiming Timing, IReadOnlyList<Prediction> Predictions)
{
    public static PredictionAnswer Of(ModelManifest model, PredictionTiming timing, IReadOnlyList<Prediction> predictions) =>
        new(model.Model, model.Version, new(model.Dataset.Dataset, model.Dataset.Version), timing, predictions);
}

/// <summary>The dataset version that a model learned from.</summary>
internal sealed record AnsweringDataset(DatasetName Dataset, VersionId Version);

/// <summary>Time spent, in milliseconds.</summary>
/// <param name="ReadMs">Until all photos were there: the request's body, and what it names elsewhere.</param>
/// <param name="DecodeMs">Decoding and resizing, summed over photos.</param>
/// <param name="QueueMs">Waiting for a place among the batches that run: the longest wait of a batch.</param>
/// <param name="InferenceMs">Inside the network, summed over batches.</param>
/// <param name="TotalMs">On the clock, from the request's arrival to the answer.</param>
internal sealed record PredictionTiming(double ReadMs, double DecodeMs, double QueueMs, double InferenceMs, double TotalMs)
{
    public static PredictionTiming Of(TimeSpan read, PredictionTimes spent, TimeSpan total) =>
        new(Milliseconds(read), Milliseconds(spent.Decode), Milliseconds(spent.Queue), Milliseconds(spent.Inference), Milliseconds(total));

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

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

    /// <summary>Whether the photo should be left to a person, whatever class is answered; null where the model has no such band.</summary>
    public bool? Abstain { get; init; }

    /// <summary>Where the evidence for the answered class lies; null unless it was asked for.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>The nearest training photos, the nearest first; null unless they were asked for.</summary>
    public IReadOnlyList<Neighbour>? Neighbours { get; init; }

    /// <summary>The training photo that looks the same; null where none does, and unless it was asked for.</summary>
    public KnownDuplicate? KnownDuplicate { get; init; }

    /// <summary>Why there is no answer.</summary>
    public PhotoError? Error { get; init; }

    /// <summary>The answer that a network's probabilities mean.</summary>
    public static Prediction Of(ModelManifest model, ReadOnlySpan<float> probabilities)
    {
        var classes = model.Classes;
        var answered = model.Threshold is { } least && classes.Count == 2
            ? probabilities[1] >= least ? 1 : 0
            : Largest(probabilities);
        var byClass = new OrderedDictionary<string, double>();
        for (var i = 0; i < classes.Count; i++)
            byClass[classes[i]] = probabilities[i];
        return new()
        {
            Class = classes[answered],
            Probability = probabilities[answered],
            Probabilities = byClass,
            Threshold = model.Threshold,
            Abstain = model.Abstention?.Abstains(probabilities),
        };
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
