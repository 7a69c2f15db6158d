using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Tests.Features;

/// <summary>Keeps features in memory.</summary>
internal sealed class MemoryFeatureStore : IFeatureStore
{
    public Dictionary<string, List<FeaturePart>> Parts { get; } = [];

    public Task<IReadOnlyList<FeaturePart>> LoadAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FeaturePart>>(Parts.GetValueOrDefault(name, []));

    public Task SaveAsync(string name, FeaturePart part, CancellationToken cancellation)
    {
        if (!Parts.TryGetValue(name, out var parts))
            Parts[name] = parts = [];
        parts.Add(part);
        return Task.CompletedTask;
    }
}
