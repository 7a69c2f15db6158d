using System.Collections.Concurrent;

namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>
/// Coefficients that were computed before: photos come in few sizes, and the sines of Lanczos cost more than a hash's additions.
/// </summary>
internal static class CoefficientCache
{
    // With their halves 8 bytes each: 16 MB.
    private const int MostWeights = 2_000_000;

    private static readonly ConcurrentDictionary<(int Input, int Output, int From, int Count, ResampleFilter Filter), Coefficients> Known = [];
    private static int _weights;

    /// <inheritdoc cref="Coefficients.For"/>
    public static Coefficients For(int inputSize, int outputSize, int from, int count, ResampleFilter filter)
    {
        var key = (inputSize, outputSize, from, count, filter);
        if (Known.TryGetValue(key, out var known))
            return known;

        var made = Coefficients.For(inputSize, outputSize, from, count, filter);
        // Starting over is rare, simple, and keeps the bound whatever sizes come.
        if (Interlocked.Add(ref _weights, made.Weights.Length) > MostWeights)
        {
            Known.Clear();
            Interlocked.Exchange(ref _weights, made.Weights.Length);
        }
        Known[key] = made;
        return made;
    }
}
