namespace PhotoScore.Functions.Downloads;

/// <summary>A host name leads only to addresses that downloads may not reach.</summary>
internal sealed class ForbiddenAddressException(string host)
    : Exception($"{host} leads to no public address; photos are fetched from public hosts only.");
