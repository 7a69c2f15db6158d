namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>How WebDataset names files: what precedes the first dot is the sample's key, what follows says what the file is.</summary>
internal static class SampleNames
{
    // Longer names need fields of the tar header that not every reader knows.
    private const int MaxKey = 90;

    public static string Check(string key) =>
        key.Length is > 0 and <= MaxKey && !key.AsSpan().ContainsAny("./\\ ")
            ? key
            : throw new ArgumentException($"'{key}' can't be the key of a sample: 1 to {MaxKey} characters without dots, slashes and spaces can.", nameof(key));

    public static (string Key, string Kind) Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            ? (name[..dot], name[(dot + 1)..])
            : throw new InvalidDataException($"'{name}' is no file of a sample: a key, a dot and an extension are.");
    }
}
