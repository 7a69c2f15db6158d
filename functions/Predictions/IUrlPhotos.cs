namespace PhotoScore.Functions.Predictions;

/// <summary>Photos at addresses that a stranger named.</summary>
internal interface IUrlPhotos
{
    /// <summary>Fetches each; one that can't be had becomes an error of its own.</summary>
    Task<IReadOnlyList<PhotoInput>> FetchAsync(IReadOnlyList<string> urls, CancellationToken cancellation);
}
