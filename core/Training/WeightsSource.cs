namespace PhotoScore.Core.Training;

/// <summary>A request's <c>init</c>: the file of pretrained weights that a training starts from. Exactly one of blob and URL is given.</summary>
public sealed record WeightsSource
{
    /// <summary>A blob's name in container <c>sources</c>, such as <c>weights/resnet18.safetensors</c>.</summary>
    public string? Blob { get; init; }

    /// <summary>An https or http address on a public host.</summary>
    public string? Url { get; init; }

    /// <summary>Lowercase hex SHA-256 that the file must have. With it, a machine that has the file does not fetch it again.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The licence of the weights, for the model card; the file's own word when null.</summary>
    public string? License { get; init; }
}
