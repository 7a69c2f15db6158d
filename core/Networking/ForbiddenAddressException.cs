namespace PhotoScore.Core.Networking;

/// <summary>A host name leads only to addresses that downloads may not reach.</summary>
/// <param name="host">The host.</param>
public sealed class ForbiddenAddressException(string host)
    : Exception($"{host} leads to no public address; photos and weights are fetched from public hosts only.");
