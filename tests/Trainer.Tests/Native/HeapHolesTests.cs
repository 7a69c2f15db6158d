using PhotoScore.Trainer.Native;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Native;

[Collection(nameof(Alone))]
public sealed class HeapHolesTests
{
    [Fact]
    public void AfterBatch_gives_back_what_is_free_once_it_is_much()
    {
        Assert.SkipUnless(NativeSetup.IsGlibc, "Only glibc keeps such memory.");
        Look();
        var before = Environment.WorkingSet;

        // Small enough to lie on the heap, and one that stays above them so that its end can't come down.
        var tensors = Enumerable.Range(0, 200).Select(_ => torch.ones(1 << 20)).ToList();
        using var last = torch.ones(1 << 20);
        tensors.ForEach(tensor => tensor.Dispose());
        var kept = Environment.WorkingSet;
        Look();
        var after = Environment.WorkingSet;

        Assert.True(kept - before > 700L << 20, $"{kept - before} bytes were kept: nothing to give back");
        Assert.True(after - before < 300L << 20, $"{after - before} bytes are left of {kept - before}");
    }

    private static void Look()
    {
        for (var i = 0; i < 8; i++)
            HeapHoles.AfterBatch();
    }
}
