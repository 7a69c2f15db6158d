namespace PhotoScore.Core.Evaluation;

/// <summary>A model's answers to photos whose classes are known.</summary>
public sealed class AnsweredPhotos
{
    private readonly int[] _labels;
    private readonly int[] _answers;
    private readonly float[] _probabilities;
    private readonly int[] _groups;

    /// <summary>Puts answers beside labels.</summary>
    /// <param name="classes">How many classes, 2 at least.</param>
    /// <param name="labels">The true class of each photo.</param>
    /// <param name="answers">The answered class of each photo.</param>
    /// <param name="probabilities">One probability a class, photo after photo.</param>
    /// <param name="groups">Photos with the same number belong together: a resample takes all of them or none.</param>
    /// <exception cref="ArgumentException">There are no photos, or the lists do not fit each other.</exception>
    public AnsweredPhotos(
        int classes, IReadOnlyList<int> labels, IReadOnlyList<int> answers, IReadOnlyList<float> probabilities, IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (labels.Count == 0 || answers.Count != labels.Count || groups.Count != labels.Count || probabilities.Count != labels.Count * classes)
            throw new ArgumentException($"{labels.Count} labels, {answers.Count} answers, {groups.Count} groups and {probabilities.Count} probabilities of {classes} classes do not fit each other.");

        (Classes, _labels, _answers, _probabilities) = (classes, [.. labels], [.. answers], [.. probabilities]);
        var numbers = new Dictionary<int, int>();
        _groups = [.. groups.Select(group => numbers.TryGetValue(group, out var number) ? number : numbers[group] = numbers.Count)];
        Groups = numbers.Count;
    }

    /// <summary>How many classes.</summary>
    public int Classes { get; }

    /// <summary>How many photos; 1 at least.</summary>
    public int Count => _labels.Length;

    /// <summary>How many groups they form.</summary>
    public int Groups { get; }

    /// <summary>The mean over the classes that occur of the share that was right.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var once = new int[Count];
            Array.Fill(once, 1);
            return Tally.Of(this, once).BalancedAccuracy;
        }
    }

    /// <summary>The true class of each photo.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The answered class of each photo.</summary>
    public ReadOnlySpan<int> Answers => _answers;

    /// <summary>The group of each photo, from 0 to <see cref="Groups"/> - 1.</summary>
    public ReadOnlySpan<int> GroupOf => _groups;

    /// <summary>One probability a class.</summary>
    public ReadOnlySpan<float> Probabilities(int photo) => _probabilities.AsSpan(photo * Classes, Classes);

    /// <summary>The same photos with other answers, which their probabilities say nothing of.</summary>
    public AnsweredPhotos Answered(IReadOnlyList<int> answers) => new(Classes, _labels, answers, _probabilities, _groups);

    /// <summary>Some of the photos.</summary>
    /// <param name="photos">Their positions; one at least.</param>
    public AnsweredPhotos Take(IReadOnlyList<int> photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        return new(
            Classes,
            [.. photos.Select(photo => _labels[photo])],
            [.. photos.Select(photo => _answers[photo])],
            [.. photos.SelectMany(photo => Probabilities(photo).ToArray())],
            [.. photos.Select(photo => _groups[photo])]);
    }
}
