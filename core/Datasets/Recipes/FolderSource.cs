namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Photos that a user brought to container <c>sources</c>: files below a prefix, or entries of an archive. The first folder names the photo's class.</summary>
public sealed record FolderSource : SourceRecipe
{
    /// <summary>The prefix, without a slash at the end: <c>smiles</c> for <c>sources/smiles/{class}/…</c>; null when <see cref="Archive"/> is given.</summary>
    public string? Name { get; init; }

    /// <summary>A tar (uncompressed) or zip file in container <c>sources</c>, by its extension; null when <see cref="Name"/> is given.</summary>
    public string? Archive { get; init; }
}
