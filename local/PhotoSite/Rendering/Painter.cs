using PhotoScore.Local.PhotoSite.World;
using SkiaSharp;

namespace PhotoScore.Local.PhotoSite.Rendering;

/// <summary>Paints a scene on a canvas, from the sky forward.</summary>
internal sealed class Painter(SKCanvas canvas, Scene scene, Draw draw)
{
    private readonly Palette _palette = new(scene);
    private readonly Relief _relief = new(draw);
    private readonly float _width = scene.Width;
    private readonly float _height = scene.Height;

    private float HorizonY => _height * (float)scene.Horizon;

    public void Paint()
    {
        canvas.Save();
        // Enlarged so that a tilted picture has no empty corners.
        canvas.RotateDegrees((float)scene.TiltDegrees, _width / 2, _height / 2);
        canvas.Scale(1.25f, 1.25f, _width / 2, _height / 2);
        Sky();
        Clouds();
        if (scene.Motif == Motif.Sea)
            Sea();
        else
            Land();
        if (scene.Motif == Motif.Forest)
            Trees();
        Clutter();
        canvas.Restore();
    }

    private void Sky()
    {
        using var gradient = SKShader.CreateLinearGradient(
            new SKPoint(0, 0), new SKPoint(0, HorizonY), [_palette.Zenith, _palette.LowSky], SKShaderTileMode.Clamp);
        using var sky = new SKPaint { Shader = gradient };
        canvas.DrawRect(0, 0, _width, _height, sky);

        var centre = new SKPoint(_width * (float)scene.SunX, _height * (float)scene.SunY);
        var radius = _width * (float)(0.2 + 0.25 * scene.Light);
        using var halo = SKShader.CreateRadialGradient(
            centre, radius, [_palette.Sun.WithAlpha((byte)(90 + 130 * scene.Light)), _palette.Sun.WithAlpha(0)], SKShaderTileMode.Clamp);
        using var glow = new SKPaint { Shader = halo };
        canvas.DrawRect(0, 0, _width, HorizonY, glow);
        using var disc = new SKPaint { Color = _palette.Sun, IsAntialias = true };
        canvas.DrawCircle(centre, _width * 0.045f, disc);
    }

    private void Clouds()
    {
        const int columns = 64, rows = 40;
        var pixels = new SKColor[columns * rows];
        var cover = (float)draw.Uniform(-0.1, 0.35);
        for (var i = 0; i < pixels.Length; i++)
        {
            var density = _relief.At(i % columns * 0.09f, i / columns * 0.22f + 20, 4) + cover;
            pixels[i] = _palette.Cloud.WithAlpha((byte)(Math.Clamp(density, 0, 0.8f) * 255));
        }
        using var clouds = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Unpremul) { Pixels = pixels };
        using var image = SKImage.FromBitmap(clouds);
        canvas.DrawImage(image, SKRect.Create(0, 0, _width, HorizonY), new SKSamplingOptions(SKFilterMode.Linear));
    }

    private void Land()
    {
        const int ranges = 4;
        for (var range = 0; range < ranges; range++)
        {
            var near = range / (double)(ranges - 1);
            using var ridge = Ridge(HorizonY + _height * 0.13f * range, _height * (0.10f - 0.015f * range), range);
            using var ground = new SKPaint { Color = Hazy(_palette.Land(near), near), IsAntialias = true };
            canvas.DrawPath(ridge, ground);
        }
        Texture(HorizonY + _height * 0.2f, _palette.Land(1), 90);
    }

    private SKPath Ridge(float baseline, float amplitude, int range)
    {
        var path = new SKPath();
        path.MoveTo(0, _height);
        for (var step = 0; step <= 48; step++)
        {
            var x = _width * step / 48f;
            path.LineTo(x, baseline + amplitude * 1.6f * _relief.At(step * 0.11f * (1 + range * 0.4f), range * 7.3f, 3));
        }
        path.LineTo(_width, _height);
        path.Close();
        return path;
    }

    private void Sea()
    {
        using var gradient = SKShader.CreateLinearGradient(
            new SKPoint(0, HorizonY), new SKPoint(0, _height), [Hazy(_palette.Water, 0.3), _palette.Water], SKShaderTileMode.Clamp);
        using var water = new SKPaint { Shader = gradient };
        canvas.DrawRect(0, HorizonY, _width, _height - HorizonY, water);
        using var glint = new SKPaint { StrokeWidth = 1.5f, IsAntialias = true };
        for (var wave = 0; wave < 90; wave++)
        {
            var depth = (float)draw.Uniform();
            var spread = (float)draw.Normal() * _width * (0.04f + 0.2f * depth);
            var x = _width * (float)scene.SunX + spread;
            var y = HorizonY + depth * (_height - HorizonY);
            glint.Color = _palette.Sun.WithAlpha((byte)(60 + 140 * scene.Light * (1 - depth)));
            canvas.DrawLine(x - 3 - 8 * depth, y, x + 3 + 8 * depth, y, glint);
        }
        Texture(HorizonY, _palette.Zenith, 50);
    }

    private void Trees()
    {
        using var leaves = new SKPaint { IsAntialias = true };
        for (var tree = 0; tree < 14; tree++)
        {
            var near = tree / 13.0;
            var size = _height * (float)(0.06 + 0.16 * near) * (float)draw.Uniform(0.8, 1.2);
            var x = _width * (float)draw.Uniform();
            var foot = HorizonY + _height * (float)(0.1 + 0.3 * near);
            leaves.Color = Hazy(_palette.Land(0.6 + 0.4 * near), near);
            using var crown = new SKPath();
            crown.MoveTo(x, foot - size * 1.6f);
            crown.LineTo(x + size * 0.45f, foot);
            crown.LineTo(x - size * 0.45f, foot);
            crown.Close();
            canvas.DrawPath(crown, leaves);
        }
    }

    private void Texture(float top, SKColor color, byte strength)
    {
        using var speck = new SKPaint();
        for (var i = 0; i < 220; i++)
        {
            var y = top + (float)draw.Uniform() * (_height - top);
            var depth = (y - top) / (_height - top + 1);
            var dark = draw.Chance(0.5);
            speck.Color = (dark ? SKColors.Black : color).WithAlpha((byte)(strength * depth * draw.Uniform()));
            canvas.DrawRect((float)draw.Uniform() * _width, y, 2 + 5 * depth, 1 + 2 * depth, speck);
        }
    }

    private void Clutter()
    {
        using var wire = new SKPaint { Color = _palette.Clutter, StrokeWidth = _width * 0.012f, IsAntialias = true };
        for (var pole = 0; pole < scene.Clutter; pole++)
        {
            var x = _width * (float)draw.Uniform(0.15, 0.85);
            var top = _height * (float)draw.Uniform(0.2, 0.4);
            canvas.DrawLine(x, top, x, _height, wire);
            canvas.DrawLine(0, top + (float)draw.Uniform(-15, 15), _width, top + (float)draw.Uniform(-15, 15), wire);
        }
    }

    private SKColor Hazy(SKColor color, double near)
    {
        var share = (float)(scene.Haze * (1 - 0.5 * near));
        byte Mix(byte from, byte to) => (byte)(from + (to - from) * share);
        return new SKColor(Mix(color.Red, _palette.Haze.Red), Mix(color.Green, _palette.Haze.Green), Mix(color.Blue, _palette.Haze.Blue));
    }
}
