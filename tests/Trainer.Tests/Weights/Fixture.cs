using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Tests.Weights;

/// <summary>Files that Python's torch wrote (Fixtures/make_fixtures.py).</summary>
internal static class Fixture
{
    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Weights", "Fixtures", file));

    public static WeightsFile Open(string file) => WeightsFile.Open(new MemoryStream(Bytes(file)));

    public static float[] Read(this WeightsFile file, string name)
    {
        using var tensor = file.Tensors[name].Read();
        return tensor.data<float>().ToArray();
    }
}
