namespace PhotoScore.Functions.OpenInference.Tensors;

/// <summary>A tensor that a model takes or gives.</summary>
/// <param name="Name">Its name in requests and answers.</param>
/// <param name="Datatype">One of <see cref="Datatypes"/>.</param>
/// <param name="Shape">Its sizes; -1 where a request decides.</param>
internal sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<long> Shape);
