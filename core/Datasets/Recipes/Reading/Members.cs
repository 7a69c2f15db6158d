using System.Text.Json;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>The members of a JSON object. <see cref="Done"/> faults every member that nobody asked for.</summary>
internal sealed class Members
{
    private readonly Node _node;
    private readonly Dictionary<string, Node> _members = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    public Members(Node node)
    {
        _node = node;
        if (node.Json.ValueKind != JsonValueKind.Object)
        {
            node.Fault("Write an object: { … }.");
            IsObject = false;
            return;
        }

        foreach (var member in node.Json.EnumerateObject())
        {
            var value = node.Member(member.Name, member.Value);
            if (!_members.TryAdd(member.Name, value)) value.Fault("This member stands twice in its object.");
        }
    }

    /// <summary>Whether there are members at all; what is no object has one fault already and need not have more.</summary>
    public bool IsObject { get; } = true;

    public Node? this[string name]
    {
        get
        {
            _known.Add(name);
            // A null says the same as nothing, as in every JSON document that we write.
            return _members.TryGetValue(name, out var member) && member.Json.ValueKind != JsonValueKind.Null ? member : null;
        }
    }

    /// <summary>Reads a member, or takes its default.</summary>
    public T Get<T>(string name, T missing, Func<Node, T> read) => this[name] is { } member ? read(member) : missing;

    /// <summary>Reads a member, or takes null.</summary>
    public T? Optional<T>(string name, Func<Node, T> read) where T : struct => this[name] is { } member ? read(member) : null;

    /// <summary>Reads a member that must be there.</summary>
    public T Require<T>(string name, T missing, Func<Node, T> read)
    {
        if (this[name] is { } member) return read(member);
        if (IsObject) _node.Fault($"Add the member '{name}'.");
        return missing;
    }

    /// <summary>Reads the member that decides which others there are; <see cref="Done"/> is silent about them when it is wrong.</summary>
    public T? Kind<T>(IReadOnlyDictionary<string, T> kinds) where T : class
    {
        if (this["kind"] is { } member)
        {
            if (member.Json.ValueKind == JsonValueKind.String && kinds.TryGetValue(member.Json.GetString()!, out var kind))
                return kind;
            return member.Fault<T?>($"Write one of {string.Join(", ", kinds.Keys)}.", null);
        }

        if (IsObject) _node.Fault($"Add the member 'kind': one of {string.Join(", ", kinds.Keys)}.");
        return null;
    }

    public void Done()
    {
        foreach (var (name, member) in _members)
        {
            if (!_known.Contains(name, StringComparer.Ordinal))
                member.Fault($"There is no member '{name}' here; known are {string.Join(", ", _known)}.");
        }
    }
}
