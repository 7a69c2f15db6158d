using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>
/// Brightness, contrast, saturation and hue as one linear map of red, green and blue: three rows of three factors and an offset, applied to bytes.
/// The first three are torchvision's; hue turns the plane of equal luma (YIQ), which unlike a turn in HSV is linear.
/// </summary>
internal static class ColorShift
{
    private const int Channels = 3;
    private static readonly double[] Luma = [0.299, 0.587, 0.114];

    /// <summary>Whether the draw leaves colours alone.</summary>
    public static bool IsNone(in AugmentationDraw draw) => draw is { Brightness: 1, Contrast: 1, Saturation: 1, HueRadians: 0 };

    /// <summary>Changes the colours of a photo in its place.</summary>
    /// <param name="draw">What to do.</param>
    /// <param name="rgb">Pixels of three bytes.</param>
    /// <param name="lanes">Whether several pixels may be computed at once, where the machine can; the bytes are the same.</param>
    public static void Apply(in AugmentationDraw draw, Span<byte> rgb, bool lanes = true)
    {
        var offset = (1 - draw.Contrast) * draw.Brightness * (draw.Contrast == 1 ? 0 : MeanLuma(rgb));
        Span<float> map = stackalloc float[Channels * Channels];
        Fill(draw, map);
        // Saturation and hue leave grey as it is, so contrast's offset passes through them.
        var shift = (float)offset + 0.5f;
        for (var i = lanes ? InLanes(map, shift, rgb) : 0; i + Channels <= rgb.Length; i += Channels)
        {
            float red = rgb[i], green = rgb[i + 1], blue = rgb[i + 2];
            rgb[i] = Byte((map[0] * red) + (map[1] * green) + (map[2] * blue) + shift);
            rgb[i + 1] = Byte((map[3] * red) + (map[4] * green) + (map[5] * blue) + shift);
            rgb[i + 2] = Byte((map[6] * red) + (map[7] * green) + (map[8] * blue) + shift);
        }
    }

    private static byte Byte(float value) => (byte)Math.Clamp(value, 0f, 255f);

    /// <summary>The same, eight pixels at once.</summary>
    /// <returns>The first byte that is left.</returns>
    private static int InLanes(ReadOnlySpan<float> map, float shift, Span<byte> rgb)
    {
        var i = 0;
        for (; RgbLanes.IsSupported && i + RgbLanes.LoadedBytes <= rgb.Length; i += RgbLanes.Count * Channels)
        {
            var (red, green, blue) = RgbLanes.Load(ref rgb[i]);
            var (x, y, z) = (Vector256.ConvertToSingle(red), Vector256.ConvertToSingle(green), Vector256.ConvertToSingle(blue));
            new RgbLanes(Sum(map[..3], shift, x, y, z), Sum(map[3..6], shift, x, y, z), Sum(map[6..], shift, x, y, z)).Store(ref rgb[i]);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(ReadOnlySpan<float> row, float shift, Vector256<float> red, Vector256<float> green, Vector256<float> blue)
    {
        var sum = (Vector256.Create(row[0]) * red) + (Vector256.Create(row[1]) * green) + (Vector256.Create(row[2]) * blue) + Vector256.Create(shift);
        return Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(sum, Vector256<float>.Zero), Vector256.Create(255f)));
    }

    private static double MeanLuma(ReadOnlySpan<byte> rgb)
    {
        // A lane takes 255 of an eighth of the pixels: there is room for 67 million.
        var (reds, greens, blues, i) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, 0);
        for (; RgbLanes.IsSupported && i + RgbLanes.LoadedBytes <= rgb.Length; i += RgbLanes.Count * Channels)
        {
            var (red, green, blue) = RgbLanes.Load(ref MemoryMarshal.GetReference(rgb[i..]));
            (reds, greens, blues) = (reds + red, greens + green, blues + blue);
        }

        Span<long> sums = [Vector256.Sum(reds), Vector256.Sum(greens), Vector256.Sum(blues)];
        for (; i + Channels <= rgb.Length; i += Channels)
        {
            sums[0] += rgb[i];
            sums[1] += rgb[i + 1];
            sums[2] += rgb[i + 2];
        }

        return ((Luma[0] * sums[0]) + (Luma[1] * sums[1]) + (Luma[2] * sums[2])) / (rgb.Length / Channels);
    }

    /// <summary>Hue after saturation, times brightness and contrast.</summary>
    private static void Fill(in AugmentationDraw draw, Span<float> map)
    {
        Span<double> hue = stackalloc double[Channels * Channels];
        Turn(draw.HueRadians, hue);
        for (var row = 0; row < Channels; row++)
        {
            for (var column = 0; column < Channels; column++)
            {
                // A turn leaves grey as it is, so the grey part of saturation is the same before and after it.
                var saturated = (draw.Saturation * hue[(row * Channels) + column]) + ((1 - draw.Saturation) * Luma[column]);
                map[(row * Channels) + column] = (float)(draw.Brightness * draw.Contrast * saturated);
            }
        }
    }

    // From RGB to YIQ (NTSC 1953), a rotation of I and Q, and back.
    private static void Turn(double radians, Span<double> map)
    {
        var (sin, cos) = Math.SinCos(radians);
        ReadOnlySpan<double> i = [0.596, -0.274, -0.322];
        ReadOnlySpan<double> q = [0.211, -0.523, 0.312];
        ReadOnlySpan<double> backI = [0.956, -0.272, -1.106];
        ReadOnlySpan<double> backQ = [0.621, -0.647, 1.703];
        for (var row = 0; row < Channels; row++)
        {
            for (var column = 0; column < Channels; column++)
            {
                // The unturned part is exact, which products of three rounded digits would not be.
                var turned = (backI[row] * (((cos - 1) * i[column]) - (sin * q[column]))) + (backQ[row] * ((sin * i[column]) + ((cos - 1) * q[column])));
                map[(row * Channels) + column] = (row == column ? 1 : 0) + turned;
            }
        }
    }
}
