using System.Numerics;
using PhotoScore.Local.PhotoSite.Rendering.People;
using PhotoScore.Local.PhotoSite.World;
using SkiaSharp;

namespace PhotoScore.Local.PhotoSite.Rendering;

/// <summary>Renders a photo as a JPEG file; the same photo always gives the same bytes on one machine.</summary>
internal static class PhotoRenderer
{
    private const int Quality = 90;
    private const int CopyQuality = 60;
    private const float CopyScale = 0.85f;

    /// <param name="seed">The world.</param>
    /// <param name="index">The photo whose picture it is.</param>
    /// <param name="appeal">Its hidden appeal.</param>
    /// <param name="near">Whether to give a smaller, more compressed copy.</param>
    public static byte[] Render(int seed, int index, double appeal, bool near = false)
    {
        var scene = Scene.Of(seed, index, appeal);
        using var picture = Develop(Expose(scene, new Draw(seed, "paint", index)), scene, new Draw(seed, "noise", index));
        if (!near)
            return Encode(picture, Quality);
        var size = new SKImageInfo((int)(scene.Width * CopyScale), (int)(scene.Height * CopyScale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var smaller = picture.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return Encode(smaller, CopyQuality);
    }

    /// <summary>The picture filling a format, its middle kept.</summary>
    /// <param name="seed">The world.</param>
    /// <param name="index">The photo whose picture it is.</param>
    /// <param name="appeal">Its hidden appeal.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="person">Who stands in it, if anybody.</param>
    public static byte[] RenderSized(int seed, int index, double appeal, int width, int height, Person? person = null)
    {
        var scene = Scene.Of(seed, index, appeal);
        using var picture = Develop(Expose(scene, new Draw(seed, "paint", index), person), scene, new Draw(seed, "noise", index));
        using var filled = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(filled);
        var scale = Math.Max(width / (float)picture.Width, height / (float)picture.Height);
        var target = SKRect.Create(
            (width - picture.Width * scale) / 2, (height - picture.Height * scale) / 2, picture.Width * scale, picture.Height * scale);
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, target, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Flush();
        return Encode(filled, Quality);
    }

    private static SKBitmap Expose(Scene scene, Draw draw, Person? person = null)
    {
        var bitmap = new SKBitmap(new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        var sigma = (float)scene.Blur * scene.Width / 320f;
        using var blur = sigma > 0.15f ? SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp) : null;
        using var layer = new SKPaint { ImageFilter = blur };
        canvas.SaveLayer(layer);
        new Painter(canvas, scene, draw).Paint();
        if (person is not null)
            new PersonPainter(canvas, scene, person, draw).Paint();
        canvas.Restore();
        return bitmap;
    }

    // The sensor's noise comes after the lens's blur. A sum of bits is near enough to normal and costs one draw a pixel.
    private static SKBitmap Develop(SKBitmap bitmap, Scene scene, Draw draw)
    {
        var pixels = bitmap.GetPixelSpan();
        var scale = scene.Noise / 4;
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var noise = (int)((BitOperations.PopCount(draw.Next()) - 32) * scale);
            for (var channel = 0; channel < 3; channel++)
                pixels[i + channel] = (byte)Math.Clamp(pixels[i + channel] + noise, 0, 255);
        }
        return bitmap;
    }

    private static byte[] Encode(SKBitmap bitmap, int quality)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }
}
