namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The shape of what one photo is between two layers; the batch comes before it and is left out.</summary>
public abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>The dimensions in the order in which Torch and ONNX hold them.</summary>
    public abstract IReadOnlyList<long> Dimensions { get; }

    /// <summary>A photo as it is served: bytes, rows of pixels of red, green, blue.</summary>
    public sealed record Pixels(int Height, int Width) : Shape
    {
        /// <inheritdoc/>
        public override IReadOnlyList<long> Dimensions => [Height, Width, 3];
    }

    /// <summary>Feature maps: floats, one plane a channel.</summary>
    public sealed record Planes(int Channels, int Height, int Width) : Shape
    {
        /// <inheritdoc/>
        public override IReadOnlyList<long> Dimensions => [Channels, Height, Width];
    }

    /// <summary>A vector of floats.</summary>
    public sealed record Features(int Count) : Shape
    {
        /// <inheritdoc/>
        public override IReadOnlyList<long> Dimensions => [Count];
    }
}
