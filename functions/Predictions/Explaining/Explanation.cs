using System.Text.Json.Serialization;

namespace PhotoScore.Functions.Predictions;

/// <summary>Where the evidence for an answer lies.</summary>
/// <param name="Kind"><c>occlusion</c>: what was covered in grey to find it.</param>
/// <param name="Class">The answered class.</param>
/// <param name="LargestFall">By how much the class' probability fell at most when a part was covered: near 0 the map says little.</param>
/// <param name="Png">The map: transparent where there is no evidence, red where there is most; as large as the network's input.</param>
internal sealed record Explanation(string Kind, string Class, double LargestFall, [property: JsonIgnore] byte[] Png)
{
    /// <summary>The map as a data URI.</summary>
    public string Image => $"data:image/png;base64,{Convert.ToBase64String(Png)}";
}
