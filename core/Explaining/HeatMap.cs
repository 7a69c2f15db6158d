using NetVips;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Explaining;

/// <summary>Draws a map of evidence: nothing where there is none, then yellow, then red, so that it can be laid over the photo and be read alone.</summary>
public static class HeatMap
{
    private const double MostOpaque = 0.8;

    /// <summary>A PNG with transparency, as large as the map. The same map gives the same bytes.</summary>
    /// <param name="map">Rows of values from 0 to 1.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static byte[] Png(ReadOnlySpan<float> map, int width, int height)
    {
        VipsRuntime.Ensure();
        var samples = new byte[map.Length * 4];
        for (var i = 0; i < map.Length; i++)
        {
            var value = Math.Clamp(map[i], 0, 1);
            samples[i * 4] = (byte)(255 - (55 * value));
            samples[(i * 4) + 1] = (byte)(220 * (1 - value));
            samples[(i * 4) + 3] = (byte)(255 * MostOpaque * value);
        }
        using var raw = Image.NewFromMemory(samples, width, height, 4, Enums.BandFormat.Uchar);
        using var image = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        return image.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }
}
