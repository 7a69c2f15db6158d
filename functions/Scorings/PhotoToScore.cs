using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Scorings;

/// <summary>A photo of a chunk before it is read.</summary>
/// <param name="Name">The blob's name, or the key in the dataset.</param>
/// <param name="Split">The split of a dataset's photo.</param>
/// <param name="Label">The dataset's own class of its photo.</param>
/// <param name="OpenAsync">Gives its bytes, once.</param>
internal sealed record PhotoToScore(string Name, string? Split, string? Label, Func<CancellationToken, Task<OpenedPhoto>> OpenAsync);

/// <summary>A photo's bytes, or why there are none.</summary>
/// <param name="File">The file; empty with an error.</param>
/// <param name="Error">Why there is none.</param>
/// <param name="Lease">Holds the bytes' memory, and is given back when they are decoded.</param>
internal sealed record OpenedPhoto(ReadOnlyMemory<byte> File, PhotoError? Error, IDisposable? Lease) : IDisposable
{
    public void Dispose() => Lease?.Dispose();
}
