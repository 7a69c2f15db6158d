using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Commands;

/// <summary>What a person wants to know before choosing an architecture; counted for two classes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">Height x width x channels.</param>
/// <param name="Parameters">Numbers that it holds, moving statistics included, as Keras counts.</param>
/// <param name="TrainableParameters">Numbers that training changes.</param>
/// <param name="MultiplyAdds">Products that are summed for one photo, in convolutions and dense layers.</param>
/// <param name="EmbeddingLength">Numbers of the embedding.</param>
/// <param name="Torchvision">The model of torchvision whose weights fit the trunk; null when none do.</param>
/// <param name="Study">The study that it comes from.</param>
/// <param name="Source">The paper that describes it.</param>
internal sealed record ArchitectureRow(
    string Name,
    string Input,
    long Parameters,
    long TrainableParameters,
    long MultiplyAdds,
    long EmbeddingLength,
    string? Torchvision,
    string Study,
    string Source)
{
    public static ArchitectureRow For(Architecture architecture)
    {
        var graph = architecture.Layout(classCount: 2);
        return new ArchitectureRow(
            architecture.Name.Value,
            string.Join('x', graph.Photo.Shape.Dimensions),
            graph.ParameterCount,
            graph.TrainableParameterCount(architecture.TrainableFrom),
            graph.MultiplyAdds,
            graph.Embedding.Shape.Dimensions[0],
            architecture.Torchvision,
            architecture.Study,
            architecture.Source);
    }
}
