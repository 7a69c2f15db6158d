using System.Security.Cryptography;
using System.Text;

namespace PhotoScore.Core.Naming;

/// <summary>
/// In whose name something is started, kept beside what it started: asked again in that name, the first one's version is found instead of another one made.
/// </summary>
public sealed record RequestOrigin
{
    private const int HexLength = 32;

    private RequestOrigin(string name, string fingerprint) => (Name, Fingerprint) = (name, fingerprint);

    /// <summary>Who asks: a hash of a caller's key, or the id of an orchestration. No spaces.</summary>
    public string Name { get; }

    /// <summary>A hash of what is asked for; empty where the name alone says that.</summary>
    public string Fingerprint { get; }

    /// <summary>A part of the system, which asks for the same thing in the same name.</summary>
    public static RequestOrigin Of(string name) => new(name, "");

    /// <summary>A caller's key, of which only a hash is kept, and the content that came with it.</summary>
    public static RequestOrigin OfKey(string key, string content) => new($"key-{Hash(key)}", Hash(content));

    /// <summary>As it is stored.</summary>
    public override string ToString() => Fingerprint.Length == 0 ? Name : $"{Name} {Fingerprint}";

    /// <summary>Whether a stored origin is this one.</summary>
    /// <exception cref="OriginReusedException">The name is the same, and something else was asked for.</exception>
    public bool Matches(string? stored)
    {
        if (stored is null)
            return false;
        var space = stored.IndexOf(' ');
        var name = space < 0 ? stored : stored[..space];
        if (name != Name)
            return false;
        return stored == ToString() ? true : throw new OriginReusedException();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HexLength];
}

/// <summary>A caller's key came a second time with something else to do.</summary>
public sealed class OriginReusedException() : Exception(
    "This Idempotency-Key was used for another request: send the same body again to get its answer, or a new key to start something new.");
