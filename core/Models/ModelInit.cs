namespace PhotoScore.Core.Models;

/// <summary>What a training started from, as <c>model.json</c> tells it: random numbers, or a file of pretrained weights.</summary>
public sealed record ModelInit
{
    /// <summary>
    /// Where the weights came from: <c>sources/weights/resnet18.safetensors</c> or a URL. Without a file, how the numbers were drawn:
    /// <c>He initialisation</c> or <c>Glorot initialisation</c>.
    /// </summary>
    public required string From { get; init; }

    /// <summary>Lowercase hex SHA-256 of the file; null without one.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The licence: the request's word, or the file's own; null when neither says.</summary>
    public string? License { get; init; }

    /// <summary>What the file says of its own origin; null when it says nothing.</summary>
    public string? Source { get; init; }

    /// <summary>What is taken from red, green and blue, from 0 to 1, because the weights were trained so; null without a file.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>What the rest is divided by.</summary>
    public IReadOnlyList<double>? StandardDeviation { get; init; }

    /// <summary>How many tensors were taken from the file.</summary>
    public int Loaded { get; init; }

    /// <summary>The tensors that kept their random numbers, such as the new classifier's.</summary>
    public IReadOnlyList<string> LeftAtRandom { get; init; } = [];

    /// <summary>The file's tensors that this network has no place for, such as the old classifier's.</summary>
    public IReadOnlyList<string> NotTaken { get; init; } = [];
}
