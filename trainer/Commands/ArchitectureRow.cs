using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Commands;

/// <summary>What a person wants to know before choosing an architecture; counted for two classes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">Height x width x channels.</param>
/// <param name="Parameters">Numbers that it holds.</param>
/// <param name="TrainableParameters">Numbers that training changes.</param>
/// <param name="Study">The study that it comes from.</param>
internal sealed record ArchitectureRow(string Name, string Input, long Parameters, long TrainableParameters, string Study)
{
    public static ArchitectureRow For(Architecture architecture)
    {
        var graph = architecture.Layout(classCount: 2);
        return new ArchitectureRow(
            architecture.Name.Value,
            string.Join('x', graph.Photo.Shape.Dimensions),
            graph.ParameterCount,
            graph.TrainableParameterCount,
            architecture.Study);
    }
}
