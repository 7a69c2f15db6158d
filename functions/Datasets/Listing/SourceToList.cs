using System.Globalization;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>A source, and which page of it is wanted.</summary>
/// <param name="Recipe">The source as the recipe has it.</param>
/// <param name="Index">Its index in the recipe.</param>
/// <param name="Token">What the page before named this one; null for the first.</param>
/// <param name="Room">How many more candidates the recipe takes of it; what is listed beyond is dropped.</param>
/// <param name="Image">What the recipe asks of photos, for sources that offer several sizes.</param>
/// <param name="AcceptedAt">When the build was asked for: the present as far as listing is concerned, the same in every attempt.</param>
internal sealed record SourceToList(SourceRecipe Recipe, int Index, string? Token, int Room, ImageRecipe Image, DateTimeOffset AcceptedAt)
{
    /// <summary>The number that the token is, in sources that count what was listed; 0 for the first page.</summary>
    public int From => Token is null ? 0 : int.Parse(Token, CultureInfo.InvariantCulture);

    /// <summary>A candidate of this source.</summary>
    /// <param name="id">Its id at the source.</param>
    /// <param name="url">Where the photo is; empty for one that has no address.</param>
    public Candidate Candidate(string id, string url) => new() { Key = CandidateKey.Of(Index, id), Source = Index, Id = id, Url = url };
}
