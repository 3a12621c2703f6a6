console.log('gpulab');
