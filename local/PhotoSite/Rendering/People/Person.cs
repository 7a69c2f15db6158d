using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Rendering.People;

/// <summary>What is the same in every picture of somebody who doesn't exist.</summary>
/// <param name="Coat">Hue of the coat, in degrees.</param>
/// <param name="Hair">Hue of the hair, in degrees.</param>
/// <param name="Hat">0 none, 1 a cap, 2 a wide brim.</param>
/// <param name="Glasses">Whether glasses are worn.</param>
/// <param name="Skin">0 pale to 1 dark.</param>
internal sealed record Person(double Coat, double Hair, int Hat, bool Glasses, double Skin)
{
    public static Person Of(int seed, int number)
    {
        var draw = new Draw(seed, "person", number);
        return new Person(draw.Uniform(0, 360), draw.Uniform(0, 360), draw.Integer(3), draw.Chance(0.5), draw.Uniform());
    }
}
