namespace PhotoScore.Functions.Downloads;

/// <summary>What became of an attempt to get a photo's bytes: the bytes, or an outcome for the ledger.</summary>
internal abstract record FetchResult;

/// <summary>The bytes are here.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Lease">The memory that they take of the budget; disposed once the photo is decoded.</param>
internal sealed record FetchedPhoto(byte[] Bytes, ByteBudget.Lease Lease) : FetchResult, IDisposable
{
    public void Dispose() => Lease.Dispose();
}

/// <summary>There are none.</summary>
/// <param name="Outcome">A word of the ledger.</param>
/// <param name="Detail">The reason in words.</param>
internal sealed record FetchFault(string Outcome, string Detail) : FetchResult;
