namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>An answer that may go wrong.</summary>
/// <param name="Service">Whose answer it is; two services remember their failures apart.</param>
/// <param name="Seed">With <paramref name="Index"/>, what decides whether it goes wrong.</param>
/// <param name="Index">Which photo or call.</param>
/// <param name="Faults">How often things go wrong.</param>
/// <param name="Content">What is answered when all goes well; called only if it is needed.</param>
internal sealed record Reply(string Service, int Seed, int Index, FaultRates Faults, Func<Payload> Content)
{
    public IServiceErrors Errors { get; init; } = PlainErrors.Instance;

    /// <summary>What stands in the place of what was removed.</summary>
    public IResult Removed { get; init; } = Results.StatusCode(StatusCodes.Status410Gone);
}
