using PhotoScore.Local.PhotoSite.World;
using SkiaSharp;

namespace PhotoScore.Local.PhotoSite.Rendering.People;

/// <summary>Paints somebody into a scene: the person is the same each time; place, size, tilt, mood and light are not.</summary>
internal sealed class PersonPainter(SKCanvas canvas, Scene scene, Person person, Draw draw)
{
    private readonly float _head = Math.Min(scene.Width, scene.Height) * (float)draw.Uniform(0.09, 0.17);
    private readonly float _x = scene.Width * (float)draw.Uniform(0.25, 0.75);
    private readonly float _y = scene.Height * (float)draw.Uniform(0.36, 0.52);
    private readonly float _tilt = 9 * (float)draw.Normal();
    private readonly float _smile = (float)draw.Uniform(-0.12, 0.3);
    private readonly float _turn = (float)draw.Uniform(-0.2, 0.2);
    private readonly float _light = (float)(Math.Clamp(scene.Exposure, 0.7, 1.3) * draw.Uniform(0.75, 1.05));
    private readonly float _fade = (float)draw.Uniform(0.6, 1.0);

    public void Paint()
    {
        canvas.Save();
        canvas.RotateDegrees(_tilt / 3, _x, scene.Height);
        Coat();
        canvas.RotateDegrees(_tilt, _x, _y + _head);
        Head();
        Face();
        Hat();
        canvas.Restore();
    }

    private void Coat()
    {
        using var cloth = Filled(Hue(person.Coat, 70, 42));
        canvas.DrawRoundRect(_x - 1.9f * _head, _y + 1.35f * _head, 3.8f * _head, scene.Height, _head, _head, cloth);
    }

    private void Head()
    {
        using var hair = Filled(Hue(person.Hair, 45, 25));
        canvas.DrawOval(_x, _y - 0.2f * _head, 1.08f * _head, 1.25f * _head, hair);
        using var skin = Filled(Hue(25, 45, 80 - 50 * (float)person.Skin));
        canvas.DrawRect(_x - 0.35f * _head, _y + 0.8f * _head, 0.7f * _head, 0.7f * _head, skin);
        canvas.DrawOval(_x, _y, 0.88f * _head, 1.12f * _head, skin);
    }

    private void Face()
    {
        using var dark = Filled(Hue(20, 20, 12));
        using var line = new SKPaint { Color = dark.Color, Style = SKPaintStyle.Stroke, StrokeWidth = 0.08f * _head, IsAntialias = true };
        foreach (var side in (float[])[-1, 1])
        {
            var eye = _x + (_turn + 0.36f * side) * _head;
            canvas.DrawCircle(eye, _y - 0.15f * _head, 0.1f * _head, dark);
            if (person.Glasses)
                canvas.DrawCircle(eye, _y - 0.15f * _head, 0.27f * _head, line);
        }
        using var mouth = new SKPath();
        var corner = _y + 0.5f * _head;
        mouth.MoveTo(_x + (_turn - 0.33f) * _head, corner);
        mouth.QuadTo(_x + _turn * _head, corner + 2 * _smile * _head, _x + (_turn + 0.33f) * _head, corner);
        canvas.DrawPath(mouth, line);
    }

    private void Hat()
    {
        if (person.Hat == 0)
            return;
        using var felt = Filled(Hue(person.Coat + 40, 55, 28));
        canvas.DrawRect(_x - 0.85f * _head, _y - 1.55f * _head, 1.7f * _head, 0.75f * _head, felt);
        if (person.Hat == 2)
            canvas.DrawOval(_x, _y - 0.8f * _head, 1.7f * _head, 0.2f * _head, felt);
    }

    private static SKPaint Filled(SKColor color) => new() { Color = color, IsAntialias = true };

    private SKColor Hue(double hue, float saturation, float lightness) =>
        SKColor.FromHsl((float)(hue % 360), saturation * _fade, Math.Min(95, lightness * _light));
}
