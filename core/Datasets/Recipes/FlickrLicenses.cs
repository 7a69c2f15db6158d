namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>
/// Flickr's licences: its numbers, and their common short names.
/// See https://www.flickr.com/services/api/flickr.photos.licenses.getInfo.html.
/// </summary>
public static class FlickrLicenses
{
    /// <summary>The names, each at the index that is its number.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "All rights reserved",
        "CC BY-NC-SA 2.0", "CC BY-NC 2.0", "CC BY-NC-ND 2.0", "CC BY 2.0", "CC BY-SA 2.0", "CC BY-ND 2.0",
        "No known copyright restrictions", "United States government work", "CC0 1.0", "Public Domain Mark 1.0",
        "CC BY 4.0", "CC BY-SA 4.0", "CC BY-ND 4.0", "CC BY-NC 4.0", "CC BY-NC-SA 4.0", "CC BY-NC-ND 4.0",
    ];

    /// <summary>The name of a number; null for one that is not known here.</summary>
    public static string? Name(int number) => number >= 0 && number < Names.Count ? Names[number] : null;

    /// <summary>The number of a name; null for one that is not known here.</summary>
    public static int? Number(string name)
    {
        for (var number = 0; number < Names.Count; number++)
        {
            if (Names[number] == name)
                return number;
        }

        return null;
    }
}
