namespace PhotoScore.Trainer.Features;

/// <summary>Keeps features, so that a run that was killed does not compute them again.</summary>
internal interface IFeatureStore
{
    /// <summary>What was kept under a name, without gaps and from the first photo on.</summary>
    Task<IReadOnlyList<FeaturePart>> LoadAsync(string name, CancellationToken cancellation);

    /// <summary>Keeps a part. The name says all that the features depend on, so whoever kept the part before kept the same.</summary>
    Task SaveAsync(string name, FeaturePart part, CancellationToken cancellation);
}
