using System.Text.Json.Nodes;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>What the demo learns from.</summary>
/// <param name="Name">The dataset's and the model's name.</param>
/// <param name="Recipe">The recipe to post.</param>
/// <param name="BestPossibleAccuracy">What no classifier can pass, where it is known.</param>
/// <param name="Predict">A photo that the model has not seen, to send in a request.</param>
/// <param name="Upload">Another one, to upload for scoring.</param>
internal sealed record DemoSource(string Name, JsonObject Recipe, double? BestPossibleAccuracy, DemoPhoto Predict, DemoPhoto Upload);

/// <summary>A photo to have judged.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Truth">What is known of it, in words.</param>
internal sealed record DemoPhoto(string Name, byte[] Bytes, string Truth)
{
    public string ContentType => Path.GetExtension(Name).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        _ => "image/jpeg",
    };
}
