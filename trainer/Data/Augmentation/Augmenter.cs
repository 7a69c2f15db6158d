using System.Runtime.InteropServices;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>Carries out a draw: first pixels move, in one bilinear pass, then colours change.</summary>
internal static class Augmenter
{
    private const int Channels = 3;

    /// <summary>Writes the changed photo.</summary>
    /// <param name="source">Rows of RGB bytes.</param>
    /// <param name="width">Columns of both.</param>
    /// <param name="height">Rows of both.</param>
    /// <param name="draw">What to do.</param>
    /// <param name="target">Rows of RGB bytes, another memory than <paramref name="source"/>.</param>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, in AugmentationDraw draw, Span<byte> target)
    {
        var warp = draw == AugmentationDraw.None ? Warp.None : Warp.For(draw, width, height);
        if (warp == Warp.None)
            source.CopyTo(target);
        else if (warp == Warp.For(new AugmentationDraw { Flip = true }, width, height))
            Mirror(source, width, target);
        else
            WarpSampler.Apply(source, width, height, warp, target);
        if (!ColorShift.IsNone(draw))
            ColorShift.Apply(draw, target);
    }

    private static void Mirror(ReadOnlySpan<byte> source, int width, Span<byte> target)
    {
        var stride = width * Channels;
        for (var row = 0; row + stride <= source.Length; row += stride)
        {
            MemoryMarshal.Cast<byte, Pixel>(source.Slice(row, stride)).CopyTo(MemoryMarshal.Cast<byte, Pixel>(target.Slice(row, stride)));
            MemoryMarshal.Cast<byte, Pixel>(target.Slice(row, stride)).Reverse();
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Pixel(byte Red, byte Green, byte Blue);
}
