namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or an activity. Two names are equal whatever their case.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Makes a name; null gives the default name, which no function has.</summary>
    public TaskName(string name)
    {
        Name = name;
        _hasVersion = name is not null;
    }

    private readonly bool _hasVersion;

    /// <summary>The name as it was given.</summary>
    public string Name { get; }

    /// <summary>Always empty: versions are <see cref="TaskVersion"/>s.</summary>
    [Obsolete("Refer to TaskVersion instead.")]
    public string Version => _hasVersion ? string.Empty : null!;

    /// <summary>The text of a name.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>A name from its text; an empty text gives the default name.</summary>
    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new(value);

    /// <summary>Whether both are the same name, whatever the case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Whether the names differ by more than case.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
