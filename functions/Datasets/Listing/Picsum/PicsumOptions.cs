namespace PhotoScore.Functions.Datasets.Listing.Picsum;

/// <summary>Section <c>Sources:Picsum</c> of the configuration.</summary>
internal sealed class PicsumOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:Picsum";

    /// <summary>Where the photos are, with a slash at the end.</summary>
    public Uri Address { get; set; } = new("https://picsum.photos/");
}
