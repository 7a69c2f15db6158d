using System.Security.Cryptography;
using System.Text;

namespace PhotoScore.Functions.Datasets.Budgets;

/// <summary>What a key is called where it must not be read: part of a hash, enough to tell the keys of one user apart.</summary>
internal static class KeyName
{
    private const int HashBytes = 8;

    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"api-key/{key}")).AsSpan(0, HashBytes));
}
