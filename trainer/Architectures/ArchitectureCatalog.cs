using PhotoScore.Trainer.Architectures.Studies;

namespace PhotoScore.Trainer.Architectures;

/// <summary>Every architecture that can be trained.</summary>
public static class ArchitectureCatalog
{
    /// <summary>All of them, in the order in which a person should meet them.</summary>
    public static IReadOnlyList<Architecture> All { get; } = [BasicCnn.Plain, BasicCnn.Regularized, BasicCnn.Augmented];

    /// <summary>The architecture of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those that there are.</exception>
    public static Architecture Find(string name) =>
        All.FirstOrDefault(architecture => architecture.Name.Value == name) ?? throw new ArgumentException(
            $"There is no architecture '{name}'. Choose one of: {string.Join(", ", All.Select(known => known.Name))}.", nameof(name));
}
