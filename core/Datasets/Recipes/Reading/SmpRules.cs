namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of the files of the Social Media Prediction challenge.</summary>
internal static class SmpRules
{
    public static SmpSource Read(Members members, Node node)
    {
        var source = new SmpSource
        {
            Urls = members.Require("urls", "", SourceRules.BlobPath),
            Labels = members.Require("labels", "", SourceRules.BlobPath),
        };
        if (source.Urls.Length > 0 && source.Urls == source.Labels)
            members["labels"]!.Fault("This is the list of photos; name the list of their scores.");
        return source;
    }
}
