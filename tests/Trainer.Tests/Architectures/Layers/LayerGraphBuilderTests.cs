using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Tests.Architectures.Layers;

public sealed class LayerGraphBuilderTests
{
    private readonly LayerGraphBuilder _graph = new();
    private readonly LayerNode _planes;

    public LayerGraphBuilderTests() => _planes = _graph.AddPhoto(8, 6, PixelNormalization.UnitScale);

    // What a window leaves: floor((length + 2 padding - kernel) / stride) + 1, by hand.
    [Theory]
    [InlineData(3, 1, 0, 6, 4)]
    [InlineData(3, 1, 1, 8, 6)]
    [InlineData(3, 2, 1, 4, 3)]
    [InlineData(5, 3, 0, 2, 1)]
    public void Add_infers_what_a_window_leaves(int kernel, int stride, int padding, int height, int width)
    {
        var convolved = _graph.Add("conv", new Conv(3, 7, kernel, stride, padding), _planes);
        var pooled = _graph.Add("pool", new MaxPool(kernel, stride, padding), _planes);

        Assert.Equal(new Shape.Planes(7, height, width), convolved.Shape);
        Assert.Equal(new Shape.Planes(3, height, width), pooled.Shape);
    }

    public static TheoryData<string> Misfits => [.. Refused.Keys];

    private static readonly Dictionary<string, (Layer Layer, string Says)> Refused = new()
    {
        ["channels"] = (new Conv(4, 8, 3), "4 channels"),
        ["window"] = (new MaxPool(7, 1), "7x7"),
        ["dense on planes"] = (new Dense(144, 2), "Features"),
        ["norm"] = (new BatchNorm(4), "4 channels"),
        ["softmax on planes"] = (new Softmax(), "Features"),
        ["one summand"] = (new Add(), "two inputs"),
        ["second photo"] = (new Photo(8, 6), "no input"),
        ["rate"] = (new Dropout(1), "rate"),
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Add_refuses_a_misfit_by_name(string misfit)
    {
        var (layer, says) = Refused[misfit];

        var error = Assert.Throws<ShapeException>(() => _graph.Add("wrong", layer, _planes));

        Assert.Contains("'wrong'", error.Message);
        Assert.Contains(says, error.Message);
    }

    [Fact]
    public void Add_refuses_features_of_another_length()
    {
        var flat = _graph.Add("flat", new Flatten(), _planes);

        Assert.Contains("144", Assert.Throws<ShapeException>(() => _graph.Add("dense", new Dense(143, 2), flat)).Message);
        Assert.Throws<ShapeException>(() => _graph.Add("pair", new Complement(), flat));
    }

    [Fact]
    public void Add_refuses_a_name_twice() => Assert.Throws<ArgumentException>(() => _graph.Add("photo", new Relu(), _planes));

    [Fact]
    public void Classify_refuses_planes_loose_ends_and_a_single_class()
    {
        var flat = _graph.Add("flat", new Flatten(), _planes);

        Assert.Throws<ArgumentOutOfRangeException>(() => _graph.Classify(flat, classCount: 1));
        Assert.Throws<ShapeException>(() => _graph.Classify(_planes, classCount: 2));
        _graph.Add("forgotten", new Relu(), flat);
        Assert.Contains("forgotten", Assert.Throws<ShapeException>(() => _graph.Classify(flat, classCount: 2)).Message);
    }
}
