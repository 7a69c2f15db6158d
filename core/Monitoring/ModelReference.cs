namespace PhotoScore.Core.Monitoring;

/// <summary>
/// <c>reference.json</c>: what the photos of a model's validation split look like to it, and its answers to them: what it is served is compared with that. Not the train
/// split, whose answers are surer than those to any other photo.
/// </summary>
/// <param name="Split">The split; <c>validation</c>.</param>
/// <param name="Statistics">Of its photos, asked of the published file.</param>
public sealed record ModelReference(string Split, PhotoStatistics Statistics);
