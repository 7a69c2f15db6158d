using PhotoScore.Core.Models;

namespace PhotoScore.Functions.OpenInference.Tensors;

/// <summary>What a model takes and gives, by its manifest.</summary>
internal sealed class ModelTensors(ModelManifest manifest)
{
    /// <summary>Name of the network's own input.</summary>
    public const string ImageName = "image";

    /// <summary>Name of the input that stands for <see cref="ImageName"/> and takes photos as files.</summary>
    public const string PhotoName = "photo";

    /// <summary>Name of the output of probabilities.</summary>
    public const string ProbabilitiesName = "probabilities";

    /// <summary>Name of the output of embeddings.</summary>
    public const string EmbeddingName = "embedding";

    /// <summary>Pictures that have the model's size already: rows, columns, then red, green and blue.</summary>
    public TensorMetadata Image { get; } = manifest.Geometry.FixedSize is var (width, height)
        ? new(ImageName, Datatypes.UInt8, [-1, height, width, 3])
        : new(ImageName, Datatypes.UInt8, [-1, -1, -1, 3]);

    /// <summary>Files of photos of any size, which the model's geometry prepares.</summary>
    public TensorMetadata Photo { get; } = new(PhotoName, Datatypes.Bytes, [-1]);

    /// <summary>The probability of each class, a row for each picture.</summary>
    public TensorMetadata Probabilities { get; } = new(ProbabilitiesName, Datatypes.Float32, [-1, manifest.Classes.Count]);

    /// <summary>Numbers that stand for what a picture shows, a row for each picture.</summary>
    public TensorMetadata Embedding { get; } = new(EmbeddingName, Datatypes.Float32, [-1, manifest.EmbeddingLength]);

    /// <summary>All outputs, in the order of an answer to a request that names none.</summary>
    public IReadOnlyList<TensorMetadata> Outputs => [Probabilities, Embedding];

    /// <summary>The input of that name; null when there is none.</summary>
    public TensorMetadata? Input(string name) => name switch
    {
        ImageName => Image,
        PhotoName => Photo,
        _ => null,
    };

    /// <summary>The output of that name; null when there is none.</summary>
    public TensorMetadata? Output(string name) => Outputs.FirstOrDefault(output => output.Name == name);
}
