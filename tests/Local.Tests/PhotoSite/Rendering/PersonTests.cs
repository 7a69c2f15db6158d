using PhotoScore.Local.PhotoSite;
using PhotoScore.Local.PhotoSite.Google;
using PhotoScore.Local.PhotoSite.Rendering;
using SkiaSharp;

namespace PhotoScore.Local.Tests.PhotoSite.Rendering;

public sealed class PersonTests
{
    private const int Photos = 100;
    private const int Bins = 12;

    /// <summary>The simplest of classifiers, nearest mean on a histogram of strong colours, learns one half and is asked about the other.</summary>
    [Theory]
    [InlineData("jane doe")]
    [InlineData("john smith")]
    public void Person_can_be_told_from_pictures_of_nobody_well_but_not_perfectly(string query)
    {
        var options = new GoogleOptions();
        var person = Enumerable.Range(0, Photos).Select(n => SearchResult.Of(options, ImageQuery.Of(query), n))
            .Select(result => Colours(PhotoRenderer.RenderSized(options.Seed, result.Photo, result.Appeal, 96, 72, result.Person))).ToArray();
        var nobody = Enumerable.Range(0, Photos).Select(n => Colours(PhotoRenderer.RenderSized(4, n, SearchResult.Of(options, ImageQuery.Of("other"), n).Appeal, 96, 72))).ToArray();
        var (one, rest) = (Mean(person[..(Photos / 2)]), Mean(nobody[..(Photos / 2)]));

        bool SaysPerson(double[] picture) => Distance(picture, one) < Distance(picture, rest);
        var right = person[(Photos / 2)..].Count(SaysPerson) + nobody[(Photos / 2)..].Count(picture => !SaysPerson(picture));

        Assert.InRange(right / (double)Photos, 0.65, 0.99);
    }

    [Fact]
    public void Query_with_a_third_word_shows_the_same_person_in_other_pictures()
    {
        var (short1, longer, other) = (ImageQuery.Of("Jane Doe"), ImageQuery.Of("jane  doe hat"), ImageQuery.Of("john doe"));

        Assert.Equal(short1.Person, longer.Person);
        Assert.NotEqual(short1.Results, longer.Results);
        Assert.NotEqual(short1.Person, other.Person);
    }

    [Fact]
    public void Results_are_wrong_at_their_rate()
    {
        var options = new GoogleOptions { Wrong = 0.2 };

        var wrong = Enumerable.Range(0, 20).SelectMany(q => Enumerable.Range(0, 100).Select(n => SearchResult.Of(options, ImageQuery.Of($"somebody{q}"), n))).Count(result => result.IsWrong);

        Assert.Equal(0.2, wrong / 2000.0, 0.03);
    }

    private static double[] Colours(byte[] jpeg)
    {
        using var picture = SKBitmap.Decode(jpeg);
        var pixels = picture.Pixels;
        var histogram = new double[Bins];
        foreach (var pixel in pixels)
        {
            pixel.ToHsv(out var hue, out var saturation, out var value);
            if (saturation > 45 && value > 25)
                histogram[(int)(hue / 360 * Bins) % Bins] += 1.0 / pixels.Length;
        }
        return histogram;
    }

    private static double[] Mean(double[][] pictures) => [.. Enumerable.Range(0, Bins).Select(bin => pictures.Average(picture => picture[bin]))];

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
}
