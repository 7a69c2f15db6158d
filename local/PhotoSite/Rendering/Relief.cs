using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Rendering;

/// <summary>Smooth random lines and textures by value noise: random values on a lattice, interpolated, in several octaves.</summary>
internal sealed class Relief
{
    private const int Size = 64;
    private readonly float[] _lattice = new float[Size * Size];

    public Relief(Draw draw)
    {
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = (float)draw.Uniform(-1, 1);
    }

    /// <summary>About -1 to 1; rougher with every octave.</summary>
    public float At(float x, float y, int octaves)
    {
        float sum = 0, weight = 0.6f;
        for (var octave = 0; octave < octaves; octave++, weight *= 0.5f, x *= 2.03f, y *= 2.03f)
            sum += weight * Smooth(x, y);
        return sum;
    }

    private float Smooth(float x, float y)
    {
        var column = (int)MathF.Floor(x);
        var row = (int)MathF.Floor(y);
        var u = Ease(x - column);
        var v = Ease(y - row);
        var top = Value(column, row) + u * (Value(column + 1, row) - Value(column, row));
        var bottom = Value(column, row + 1) + u * (Value(column + 1, row + 1) - Value(column, row + 1));
        return top + v * (bottom - top);
    }

    private float Value(int column, int row) => _lattice[(row & (Size - 1)) * Size + (column & (Size - 1))];

    private static float Ease(float t) => t * t * (3 - 2 * t);
}
