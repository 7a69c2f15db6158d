using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PhotoScore.Trainer.Architectures;

/// <summary>The name of a network layout: words of lowercase letters and digits, joined by hyphens, such as <c>resnet50-finetune</c>.</summary>
public readonly partial record struct ArchitectureName : IParsable<ArchitectureName>
{
    private readonly string? _value;

    private ArchitectureName(string value) => _value = value;

    /// <summary>The name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An architecture's name was never given.");

    /// <summary>The name that <paramref name="s"/> spells.</summary>
    /// <exception cref="FormatException">It spells none.</exception>
    public static ArchitectureName Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var name)
        ? name
        : throw new FormatException($"'{s}' is no architecture's name: words of a-z and 0-9 joined by hyphens, 64 characters at most.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ArchitectureName result)
    {
        var valid = s is { Length: <= 64 } && Pattern().IsMatch(s);
        result = valid ? new ArchitectureName(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Pattern();
}
