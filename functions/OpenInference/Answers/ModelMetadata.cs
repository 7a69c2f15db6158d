using PhotoScore.Functions.OpenInference.Tensors;

namespace PhotoScore.Functions.OpenInference.Answers;

/// <summary>The protocol's description of a model.</summary>
/// <param name="Name">The model.</param>
/// <param name="Versions">Versions that may be named, oldest first.</param>
/// <param name="Platform">Format and framework.</param>
/// <param name="Inputs">What the network takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Properties">What the protocol has no member for.</param>
internal sealed record ModelMetadata(
    string Name,
    IReadOnlyList<string> Versions,
    string Platform,
    IReadOnlyList<TensorMetadata> Inputs,
    IReadOnlyList<TensorMetadata> Outputs,
    IReadOnlyDictionary<string, string> Properties);

/// <summary>The protocol's description of a server.</summary>
internal sealed record ServerMetadata(string Name, string Version, IReadOnlyList<string> Extensions);

/// <summary>Whether a model answers.</summary>
/// <param name="Name">The model.</param>
/// <param name="Ready">Whether it does.</param>
/// <param name="Error">Why it does not; null where it does.</param>
internal sealed record ModelReady(string Name, bool Ready, string? Error = null);
